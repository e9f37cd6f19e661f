/**
 * What evaluations say: scores of volumes, their JSON file, paired comparisons of two evaluations, and tables of many
 * beside the figures of the paper. Runs no model.
 */
@NullMarked
package org.radiloom.train.evaluation;

import org.jspecify.annotations.NullMarked;
