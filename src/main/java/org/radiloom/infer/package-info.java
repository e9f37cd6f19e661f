/** The engine's one long-lived thread, segmenters over whole volumes, findings with their provenance. */
@NullMarked
package org.radiloom.infer;

import org.jspecify.annotations.NullMarked;
