package org.radiloom.train.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.Scalars;

/**
 * One batch on its way through a step: what losses, hooks and callbacks look at.
 *
 * <p>All arrays live in {@link #manager} and are gone after the step.
 */
public final class StepContext {
    private final Batch batch;
    private final NDManager manager;
    private final Moment moment;
    private final NDArray input;
    private final Map<String, NDArray> targets = new LinkedHashMap<>();
    private final Map<String, NDArray> outputs;
    private final @Nullable Mixup mixup;
    private final @Nullable StepContext partners;
    private GradLock.@Nullable Recording recording;

    /**
     * When a step happens.
     *
     * @param seed of the run
     * @param epoch from 0
     * @param batch place in the epoch, from 0
     * @param step optimiser steps done before, in the whole run
     */
    public record Moment(long seed, int epoch, int batch, long step) {}

    /** Puts the batch into the engine; blended if there is a {@code mixup}. */
    StepContext(Batch batch, NDManager manager, Moment moment, @Nullable Mixup mixup) {
        this.batch = batch;
        this.manager = manager;
        this.moment = moment;
        this.mixup = mixup;
        this.outputs = new LinkedHashMap<>();
        NDArray plain = array(batch.input());
        batch.targets().forEach((name, tensor) -> targets.put(name, array(tensor)));
        if (mixup == null) {
            this.input = plain;
            this.partners = null;
        } else {
            NDArray others = array(mixup.partnersOf(batch.input()));
            this.input = Scalars.times(plain, mixup.share()).add(Scalars.times(others, 1 - mixup.share()));
            this.partners = new StepContext(this, mixup);
        }
    }

    /** The same step with the targets of the partners. */
    private StepContext(StepContext step, Mixup mixup) {
        this.batch = step.batch;
        this.manager = step.manager;
        this.moment = step.moment;
        this.mixup = mixup;
        this.outputs = step.outputs;
        this.input = step.input;
        this.partners = null;
        batch.targets().forEach((name, tensor) -> targets.put(name, array(mixup.partnersOf(tensor))));
    }

    private NDArray array(FloatTensor tensor) {
        return manager.create(tensor.values(), new Shape(tensor.shape()));
    }

    /** A term's loss, shared between both targets where samples are blended. */
    NDArray loss(LossTerm term) {
        if (partners == null || mixup == null) {
            return term.compute(this);
        }
        return Scalars.times(term.compute(this), mixup.share())
                .add(Scalars.times(term.compute(partners), 1 - mixup.share()));
    }

    /**
     * The recording of this step, from the hooks before the forward pass until its losses are summed; a part of the loss
     * may go backward through a graph of its own in it.
     */
    public GradLock.Recording recording() {
        if (recording == null) {
            throw new IllegalStateException("nothing is recorded now");
        }
        return recording;
    }

    void recordedBy(GradLock.@Nullable Recording now) {
        recording = now;
        if (partners != null) {
            partners.recording = now;
        }
    }

    /** Whether that sample of the batch was blended with another one: its target is then only part of the truth. */
    public boolean isMixed(int sample) {
        return mixup != null && mixup.partners()[sample] != sample;
    }

    /** Whether any sample was. */
    public boolean isMixed() {
        return mixup != null;
    }

    /** What the loader made; not changed by mixing. */
    public Batch batch() {
        return batch;
    }

    /** Owner of everything made in this step. */
    public NDManager manager() {
        return manager;
    }

    public Moment moment() {
        return moment;
    }

    /** (size, ...), what the network is shown. */
    public NDArray input() {
        return input;
    }

    /** The target of that name, (size, ...). */
    public NDArray target(String name) {
        return named(targets, name);
    }

    /** What the forward pass or a hook named so. */
    public NDArray output(String name) {
        return named(outputs, name);
    }

    /** Leaves an array for the losses of this step. */
    public void put(String name, NDArray array) {
        outputs.put(name, array);
    }

    /** A stream that depends on the run's seed, this moment and the purpose alone. */
    public SplittableRandom random(String purpose) {
        return new SplittableRandom(Seeds.of(moment.seed(), moment.epoch(), moment.batch(), Seeds.of(purpose)));
    }

    private static NDArray named(Map<String, NDArray> arrays, String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("no " + name + ", only " + arrays.keySet());
        }
        return array;
    }
}
