package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * What one forward pass gives; the arrays live in the manager of the picture, and are the caller's to close.
 *
 * @param map A (B, C, h, w): the last maps before they are averaged. Of {@code squeezenet} these are the rectified class
 *     maps (C = K), of {@code vit} the normalised tokens on the grid of patches
 * @param pooled φ (B, C): the mean of each map over its places; of a {@code cls} head the class token
 * @param logits s (B, K): scores before softmax
 * @param extras what a network around a classifier gives besides, by name
 */
public record FeatureOut(NDArray map, NDArray pooled, NDArray logits, Map<String, NDArray> extras)
        implements AutoCloseable {
    public FeatureOut {
        extras = Map.copyOf(extras);
    }

    /**
     * What a network around a classifier gives besides.
     *
     * @throws IllegalArgumentException if it gives nothing of that name
     */
    public NDArray extra(String name) {
        NDArray extra = extras.get(name);
        if (extra == null) {
            throw new IllegalArgumentException("no " + name + " among " + extras.keySet());
        }
        return extra;
    }

    @Override
    public void close() {
        map.close();
        pooled.close();
        logits.close();
        extras.values().forEach(NDArray::close);
    }
}
