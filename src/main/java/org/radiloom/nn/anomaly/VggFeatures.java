package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.nn.BiasConv;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;

/**
 * The layers of a VGG network up to relu4_2: four blocks of 3×3 convolutions with ReLU, max-pools 2×2 between. Simonyan and
 * Zisserman 2015 (arXiv:1409.1556); with four convolutions in the third block it is configuration E, VGG-19.
 *
 * <p>Arrays: {@code features.block1.conv1.weight} and so on.
 */
final class VggFeatures {
    static final String GROUP = "features";

    /** Numbers of convolutions up to relu4_2. */
    private static final List<Integer> VGG19 = List.of(2, 2, 4, 2);

    private static final List<Integer> SMALL = List.of(2, 2, 2, 2);

    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);

    private final List<List<BiasConv>> blocks = new ArrayList<>();

    /** @param vgg19 three input channels and VGG-19's numbers of convolutions; else one channel and two in each block */
    VggFeatures(Parameters p, List<Integer> widths, boolean vgg19) {
        int below = vgg19 ? 3 : 1;
        for (int block = 0; block < 4; block++) {
            List<BiasConv> convolutions = new ArrayList<>();
            for (int n = 0; n < (vgg19 ? VGG19 : SMALL).get(block); n++) {
                String name = GROUP + ".block" + (block + 1) + ".conv" + (n + 1);
                convolutions.add(new BiasConv(p, name, below, widths.get(block), 3, 1));
                below = widths.get(block);
            }
            blocks.add(convolutions);
        }
    }

    /** relu3_2 and relu4_2 of {@code x}, which stays open. */
    List<NDArray> maps(NDArray x) {
        NDArray y = rectified(blocks.getFirst().getFirst(), x);
        List<NDArray> maps = new ArrayList<>();
        for (int block = 0; block < 4; block++) {
            List<BiasConv> convolutions = blocks.get(block);
            for (int n = block == 0 ? 1 : 0; n < convolutions.size(); n++) {
                NDArray next = rectified(convolutions.get(n), y);
                closeUnlessKept(y, maps);
                y = next;
                if (n == 1 && block >= 2) {
                    maps.add(y);
                }
            }
            if (block < 3) {
                NDArray pooled = Pool.maxPool2d(y, TWO, TWO, NONE, false);
                closeUnlessKept(y, maps);
                y = pooled;
            }
        }
        return maps;
    }

    @SuppressWarnings("ReferenceEquality") // the same array, not one of equal numbers
    private static void closeUnlessKept(NDArray y, List<NDArray> maps) {
        if (maps.isEmpty() || maps.getLast() != y) {
            y.close();
        }
    }

    private static NDArray rectified(BiasConv convolution, NDArray x) {
        return Convs.relu(convolution.apply(x));
    }
}
