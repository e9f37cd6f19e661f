package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.nn.Parameters;
import org.radiloom.nn.ResNetTrunk;

/**
 * ResNet-18 and ResNet-50 (He et al. 2016, arXiv:1512.03385), plain, with squeeze-and-excitation (Hu et al. 2018,
 * arXiv:1709.01507) or CBAM (Woo et al. 2018, arXiv:1807.06521) before each block's addition.
 */
final class ResNetBody implements Body {
    private final ResNetTrunk trunk;
    private final List<Part> parts = new ArrayList<>();

    ResNetBody(Parameters p, ClassifierSpec spec) {
        String body = spec.body();
        String rescaling = body.startsWith("se_") ? "se" : body.startsWith("cbam_") ? "cbam" : "none";
        trunk = new ResNetTrunk(
                p,
                ENCODER,
                new ResNetTrunk.Plan(
                        spec.inputChannels(),
                        spec.baseWidth(),
                        spec.blocks(),
                        body.endsWith("50"),
                        spec.stem().equals(ClassifierSpec.SMALL),
                        rescaling,
                        spec.reduction()));
        parts.add(new Part("stem", List.of(ENCODER + ".conv1.", ENCODER + ".bn1."), this::stem));
        for (int n = 1; n <= 4; n++) {
            int level = n;
            parts.add(new Part(
                    "layer" + n, ENCODER + ".layer" + n + ".", (x, training) -> trunk.stage(level, x, training)));
        }
    }

    private NDArray stem(NDArray x, boolean training) {
        NDArray first = trunk.stem(x, training);
        NDArray pooled = trunk.pooled(first);
        if (pooled != first) {
            first.close();
        }
        return pooled;
    }

    @Override
    public List<Part> parts() {
        return parts;
    }

    @Override
    public int channels() {
        return trunk.channels(4);
    }

    @Override
    public void fold() {
        trunk.fold();
    }
}
