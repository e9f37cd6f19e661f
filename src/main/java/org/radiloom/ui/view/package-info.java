/** The viewport: one slice on screen, its tools and what is written over it. Knows images, not where they come from. */
@NullMarked
package org.radiloom.ui.view;

import org.jspecify.annotations.NullMarked;
