extension StatusPage {
    /// The page's look.
    ///
    /// Colours: blue and orange, which every kind of colour vision tells apart, and never as the only sign. Texts stand
    /// out by 4.5 to 1 or more. Sizes follow the reader's own letters, from a phone to a projector.
    static let style = """
        :root { color-scheme: light dark; --ground: #ffffff; --panel: #f2f5f8; --text: #15191e; --quiet: #4a5560; \
        --line: #7c8791; --link: #0b4f96; --bar: #1f6fb8; --alert: #8f3800; --point: #1f6fb8; }
        @media (prefers-color-scheme: dark) { :root { --ground: #11161b; --panel: #1b2229; --text: #e8edf2; \
        --quiet: #b0bbc6; --line: #74808b; --link: #8cc4ff; --bar: #5aa5ee; --alert: #ffb570; --point: #5aa5ee; } }
        * { box-sizing: border-box; }
        html { font: clamp(16px, 12.5px + 0.5vw, 24px)/1.5 system-ui, "Noto Sans", sans-serif; \
        scroll-padding-top: 1rem; }
        body { margin: 0; background: var(--ground); color: var(--text); }
        header, nav, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
        main:focus { outline: none; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.2rem 0 0.2rem; }
        h2 { font-size: 1.25rem; margin: 0 0 0.6rem; }
        h3 { font-size: 1rem; margin: 0; color: var(--alert); }
        p { margin: 0 0 0.7rem; max-width: 48rem; }
        header p, .quiet, footer { color: var(--quiet); }
        a { color: var(--link); }
        a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); \
        outline-offset: 2px; border-radius: 2px; }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { position: static; display: inline-block; padding: 0.5rem 1rem; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); \
        white-space: nowrap; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.6rem; \
        margin: 1rem 0; }
        .tiles div { background: var(--panel); border-radius: 0.4rem; padding: 0.6rem 0.8rem; display: flex; \
        flex-direction: column-reverse; justify-content: flex-end; }
        .tiles dt { color: var(--quiet); font-size: 0.85rem; line-height: 1.3; }
        .tiles dd { margin: 0; font-size: 1.7rem; line-height: 1.2; font-weight: 600; \
        font-variant-numeric: tabular-nums; }
        nav ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; list-style: none; margin: 0; padding: 0; \
        font-size: 0.9rem; }
        nav a { display: inline-block; padding: 0.2rem 0; }
        section { border-top: 1px solid var(--line); padding: 1.1rem 0; margin-top: 0.9rem; }
        .notices { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.7rem; }
        .notices > li { background: var(--panel); border-left: 0.3rem solid var(--alert); border-radius: 0.2rem; \
        padding: 0.6rem 0.9rem; }
        .notices p { margin: 0.15rem 0; }
        .entries { margin: 0.3rem 0 0; padding-left: 1.2rem; columns: 19rem; column-gap: 2rem; \
        font-variant-numeric: tabular-nums; }
        .entries li { break-inside: avoid; overflow-wrap: anywhere; }
        .entries span, code span, td span, th span { white-space: nowrap; }
        .good { font-weight: 600; }
        code { font-family: ui-monospace, monospace; font-size: 0.92em; overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; margin-bottom: 0.8rem; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); \
        gap: 0 2rem; align-items: start; }
        table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
        caption { text-align: left; font-weight: 600; padding-bottom: 0.3rem; }
        th, td { text-align: left; vertical-align: top; padding: 0.3rem 1rem 0.3rem 0; \
        border-bottom: 1px solid color-mix(in srgb, var(--line) 40%, transparent); }
        thead th { color: var(--quiet); font-weight: 600; vertical-align: bottom; border-color: var(--line); }
        thead td { border-color: var(--line); }
        tbody th { font-weight: 400; min-width: 7rem; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        thead .number { white-space: normal; }
        td.picture { width: 32%; min-width: 4rem; padding-top: 0.65rem; padding-right: 0; }
        .bar, .span { display: block; width: 100%; fill: var(--bar); }
        .bar { height: 0.7rem; }
        .span { height: 1.1rem; min-width: 8rem; margin-top: -0.2rem; }
        .span path { fill: none; vector-effect: non-scaling-stroke; stroke-width: 2px; stroke: var(--bar); }
        .span .median { stroke-width: 9px; }
        .span .deadline { stroke: var(--alert); stroke-width: 3px; }
        .chart { display: grid; grid-template-columns: auto 1fr; grid-template-rows: 12rem auto; gap: 0.3rem 0.6rem; \
        margin: 0 0 0.8rem; font-size: 0.85rem; color: var(--quiet); }
        .chart svg { width: 100%; height: 100%; fill: var(--bar); overflow: visible; }
        .several { fill-opacity: 0.45; stroke: var(--bar); stroke-width: 1px; vector-effect: non-scaling-stroke; }
        .high { display: flex; flex-direction: column; justify-content: space-between; text-align: right; \
        line-height: 0; font-variant-numeric: tabular-nums; }
        .wide { grid-column: 2; display: flex; justify-content: space-between; gap: 0.5rem; }
        .grid path { stroke: var(--line); stroke-width: 1px; vector-effect: non-scaling-stroke; opacity: 0.6; }
        .map { display: block; width: 100%; max-width: 44rem; height: auto; background: var(--panel); \
        border-radius: 0.4rem; margin-bottom: 0.8rem; }
        .points { fill: var(--point); fill-opacity: 0.55; stroke: var(--point); stroke-width: 1; }
        .visited { fill: var(--panel); stroke: var(--alert); stroke-width: 2.5; }
        .map text { fill: var(--text); font-size: 17px; font-weight: 600; text-anchor: middle; paint-order: stroke; \
        stroke: var(--panel); stroke-width: 4px; stroke-linejoin: round; }
        .map .unit { text-anchor: start; font-weight: 400; }
        .scale { stroke: var(--text); stroke-width: 2; fill: none; }
        summary { cursor: pointer; padding: 0.3rem 0; }
        .tree summary, .tree .line { display: grid; grid-template-columns: 1fr auto 30%; gap: 0.8rem; \
        align-items: center; padding: 0.3rem 0 0.3rem 1.3rem; position: relative; \
        border-bottom: 1px solid color-mix(in srgb, var(--line) 40%, transparent); }
        .tree summary::-webkit-details-marker { display: none; }
        .tree summary::before { content: "+"; position: absolute; left: 0.2rem; color: var(--link); \
        font-weight: 700; }
        .tree details[open] > summary::before { content: "−"; }
        .tree details details, .tree details .line { margin-left: 1rem; }
        .tree table { margin: 0 0 0.8rem 2.3rem; width: calc(100% - 2.3rem); max-width: 30rem; }
        footer { border-top: 1px solid var(--line); padding-top: 1rem; padding-bottom: 2rem; font-size: 0.9rem; \
        margin-top: 1rem; }
        @media (max-width: 40rem) { table { font-size: 0.85rem; } th, td { padding-right: 0.6rem; } \
        tbody th { min-width: 5rem; } .scroll td:last-child { white-space: nowrap; } }
        @media print {
          @page { size: A4; margin: 12mm; }
          :root { color-scheme: light; --ground: #ffffff; --panel: #ffffff; --text: #000000; --quiet: #333333; \
        --line: #777777; --link: #000000; --bar: #1f6fb8; --alert: #000000; --point: #1f6fb8; }
          html { font-size: 10pt; }
          header, main, footer { padding: 0; max-width: none; }
          nav, .skip { display: none; }
          .scroll { overflow: visible; }
          .tiles div, .map { border: 1px solid var(--line); }
          .notices > li, tr, figure, .map, summary { break-inside: avoid; }
          h2, h3, caption, thead, summary { break-after: avoid; }
          .tree thead { display: none; }
          .tiles { grid-template-columns: repeat(6, 1fr); gap: 2mm; }
          table { font-size: 8.5pt; line-height: 1.3; }
          th, td { padding: 0.1rem 0.6rem 0.1rem 0; }
          td.picture { padding-top: 0.3rem; }
          tbody th { min-width: 0; }
          .short, .pair { break-inside: avoid; }
          .narrow th, .narrow td { padding-right: 0.3rem; }
          .narrow .scroll { columns: 3; column-gap: 8mm; }
          .narrow .scroll ~ .scroll { columns: 2; }
          .tree { columns: 2; column-gap: 8mm; }
          .tree summary, .tree .line { grid-template-columns: 1fr auto 20%; padding-top: 0.1rem; padding-bottom: 0.1rem; }
          .tree table { margin-bottom: 0.3rem; }
          svg { print-color-adjust: exact; }
          /* What is folded on the screen is all there on paper. */
          details::details-content { content-visibility: visible; display: block; block-size: auto; }
        }
        """
}
