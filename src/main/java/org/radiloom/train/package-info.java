/** Manifest, patient-level split, augmentation, loop, optimiser, checkpoints: everything that turns data into weights. */
@NullMarked
package org.radiloom.train;

import org.jspecify.annotations.NullMarked;
