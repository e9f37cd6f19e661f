/** Classifiers that learn: what a sample looks like, the shared forward pass, and the parts that may join the loss. */
@NullMarked
package org.radiloom.train.classify;

import org.jspecify.annotations.NullMarked;
