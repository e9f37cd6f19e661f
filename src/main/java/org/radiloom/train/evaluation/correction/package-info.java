/** Judges how a model's masks are corrected: where to look next, and what a corrected slice tells of its neighbours. */
@NullMarked
package org.radiloom.train.evaluation.correction;

import org.jspecify.annotations.NullMarked;
