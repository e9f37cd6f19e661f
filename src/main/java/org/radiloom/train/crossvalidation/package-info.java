/**
 * Cross-validation: a training per fold and repeat in run folders of their own, whatever is finished kept, and their
 * out-of-fold predictions pooled.
 */
@NullMarked
package org.radiloom.train.crossvalidation;

import org.jspecify.annotations.NullMarked;
