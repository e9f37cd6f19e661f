/** The window around it all: tool bar, job strip, status line, and what happens when something is opened. */
@NullMarked
package org.radiloom.ui.shell;

import org.jspecify.annotations.NullMarked;
