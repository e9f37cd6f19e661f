/** Pixels and places: image stacks, geometry in patient millimetres, windows, rendering to ARGB, masks and their morphology. */
@NullMarked
package org.radiloom.imaging;

import org.jspecify.annotations.NullMarked;
