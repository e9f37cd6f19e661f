/** Planes cut through a volume, their crosshair, and the surface of what was found in it. */
@NullMarked
package org.radiloom.ui.plane;

import org.jspecify.annotations.NullMarked;
