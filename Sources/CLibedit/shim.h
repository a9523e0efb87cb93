#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <editline/readline.h>

/* The library's streams are variables, which Swift does not let itself touch: prompts go to standard error. */
static inline void clibedit_prepare(void) {
    setlocale(LC_CTYPE, "");
    /* Editing needs to know how wide a character is. */
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
    rl_instream = stdin;
    rl_outstream = stderr;
    rl_initialize();
}
