/** Planes through a volume, along the patient's axes, made when they are looked at. */
@NullMarked
package org.radiloom.imaging.plane;

import org.jspecify.annotations.NullMarked;
