/**
 * Stage 0 of transfer learning: an encoder learns from slices without labels. An objective and a data set for {@link
 * org.radiloom.train.loop.TrainLoop}; knows neither files nor masks.
 */
@NullMarked
package org.radiloom.train.pretext;

import org.jspecify.annotations.NullMarked;
