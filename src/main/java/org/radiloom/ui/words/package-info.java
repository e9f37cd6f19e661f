/** The words on screen and the small controls that carry them: icons, buttons with tooltips that name the shortcut. */
@NullMarked
package org.radiloom.ui.words;

import org.jspecify.annotations.NullMarked;
