#include <unistd.h>

/* unistd.h shows it only where all of GNU's additions are asked for. */
int syncfs(int descriptor);
