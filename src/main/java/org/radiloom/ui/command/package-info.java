/** Every function of the window as a command with a name, a key and a reason why it cannot be used now. */
@NullMarked
package org.radiloom.ui.command;

import org.jspecify.annotations.NullMarked;
