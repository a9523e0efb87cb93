#include <sqlite3.h>

// Variadic functions are out of Swift's reach.

/// Leaves the write-ahead log as it is when the last connection closes: the next one that fills it checkpoints.
static inline int csqlite_keep_log_on_close(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

/// Keeps no account of memory, which would lock a mutex for each allocation; before the first database is opened.
static inline int csqlite_count_no_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
