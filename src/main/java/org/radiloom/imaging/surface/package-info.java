/** Surfaces of masks: made, smoothed, written and painted. */
@NullMarked
package org.radiloom.imaging.surface;

import org.jspecify.annotations.NullMarked;
