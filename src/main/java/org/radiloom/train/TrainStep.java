package org.radiloom.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collection;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.SegmentationLoss;
import org.radiloom.nn.Segmenter;

/** One batch: forward, loss, backward, and after enough batches one step of the optimiser. */
final class TrainStep {
    private final Segmenter network;
    private final SegmentationLoss criterion;
    private final Adam optimiser;
    private final int accumulate;
    private int pending;

    TrainStep(Segmenter network, SegmentationLoss criterion, Adam optimiser, int accumulate) {
        this.network = network;
        this.criterion = criterion;
        this.optimiser = optimiser;
        this.accumulate = accumulate;
    }

    /**
     * @param loss of the batch
     * @param gradientNorm of the step; 0 when the batch only added to the gradient
     * @param stepped whether the weights moved
     */
    record Result(double loss, double gradientNorm, boolean stepped) {
        boolean finite() {
            return Double.isFinite(loss) && Double.isFinite(gradientNorm);
        }
    }

    /**
     * @param learning names of the parameters that learn now
     * @param flush step even if fewer than {@code accumulate} batches came together (end of an epoch)
     */
    Result run(Batch batch, Collection<String> learning, double lr, boolean flush) {
        double loss = backward(batch);
        if (!Double.isFinite(loss)) {
            drop();
            return new Result(loss, 0, false);
        }
        pending++;
        if (pending < accumulate && !flush) {
            return new Result(loss, 0, false);
        }
        double norm = optimiser.step(learning, lr);
        drop();
        return new Result(loss, norm, Double.isFinite(norm));
    }

    /** Everything computed here hangs on the batch's own manager, because its first operand does. */
    private double backward(Batch batch) {
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray x = manager.create(
                    batch.images(), new Shape(batch.size(), batch.channels(), batch.side(), batch.side()));
            NDArray t = manager.create(batch.targets(), new Shape(batch.size(), 1, batch.side(), batch.side()));
            try (GradLock.Recording recording = GradLock.record()) {
                NDArray loss = criterion.compute(network.logits(x, true), t);
                double value = loss.getFloat();
                if (Double.isFinite(value)) {
                    recording.backward(accumulate == 1 ? loss : loss.div(accumulate));
                }
                return value;
            }
        }
    }

    private void drop() {
        pending = 0;
        network.parameters().values().forEach(EngineCompat::zeroGrad);
    }
}
