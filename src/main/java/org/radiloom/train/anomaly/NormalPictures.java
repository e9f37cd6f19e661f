package org.radiloom.train.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.FloatTensor;
import org.radiloom.train.loop.BatchOrder;

/** The pictures of batches, one batch in the engine at a time. */
record NormalPictures(NDManager manager, List<? extends BatchOrder> orders) implements Iterable<NDArray> {
    @Override
    public Iterator<NDArray> iterator() {
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
            public NDArray next() {
                end();
                NDManager own = manager.newSubManager();
                scope = own;
                FloatTensor pictures = left.next().make().input();
                return own.create(pictures.values(), new Shape(pictures.shape()));
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
