/**
 * How well classes were named: out-of-sample predictions pooled over folds and repeats, their figures by patient or by
 * image, their files, differences of two of them, and tables of many. Runs no model.
 */
@NullMarked
package org.radiloom.train.evaluation.classify;

import org.jspecify.annotations.NullMarked;
