/** The entry point: a subcommand goes to the command line, nothing or a path to the window. */
@NullMarked
package org.radiloom;

import org.jspecify.annotations.NullMarked;
