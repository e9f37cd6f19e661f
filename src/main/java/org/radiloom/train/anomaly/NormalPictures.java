package org.radiloom.train.anomaly;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.anomaly.Normals;
import org.radiloom.train.loop.Batch;
import org.radiloom.train.loop.BatchOrder;

/** The pictures of batches, one batch in the engine at a time. */
record NormalPictures(NDManager manager, List<? extends BatchOrder> orders) implements Iterable<Normals> {
    @Override
    public Iterator<Normals> iterator() {
        Iterator<? extends BatchOrder> left = orders.iterator();
        return new Iterator<>() {
            private @Nullable NDManager scope;

            @Override
            public boolean hasNext() {
                if (!left.hasNext()) {
                    end();
                }
                return left.hasNext();
            }

            @Override
            public Normals next() {
                end();
                NDManager own = manager.newSubManager();
                scope = own;
                Batch batch = left.next().make();
                FloatTensor pictures = batch.input();
                FloatTensor regions = batch.targets().get(AnomalyObjective.REGION);
                return new Normals(
                        own.create(pictures.values(), new Shape(pictures.shape())),
                        AnomalyObjective.numbers(batch, AnomalyObjective.ORGAN),
                        AnomalyObjective.numbers(batch, AnomalyObjective.MODALITY),
                        regions == null ? new float[0] : regions.values());
            }

            private void end() {
                if (scope != null) {
                    scope.close();
                    scope = null;
                }
            }
        };
    }
}
