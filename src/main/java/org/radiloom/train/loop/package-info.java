/**
 * The training loop: epochs, steps, optimisers, schedules, checkpoints to go on from.
 *
 * <p>It knows nothing of what is trained, of files or of events: an {@link org.radiloom.train.loop.Objective} brings
 * network and losses, a {@link org.radiloom.train.loop.Dataset} the batches, a {@link
 * org.radiloom.train.loop.CheckpointStore} keeps snapshots, a {@link org.radiloom.train.loop.LoopListener} is told what
 * happens.
 */
@NullMarked
package org.radiloom.train.loop;

import org.jspecify.annotations.NullMarked;
