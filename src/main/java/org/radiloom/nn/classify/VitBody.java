package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;
import org.radiloom.problem.Problem;

/**
 * Vision transformer (Dosovitskiy et al. 2021, arXiv:2010.11929): patches as tokens, a class token before them, learned
 * places, layers that normalise first, a last normalisation.
 *
 * <p>Its map is (B, 1 + n·n, d), tokens of an n×n grid row by row after the class token; the head makes maps of them. Names
 * are those of timm: {@code patch_embed.proj}, {@code cls_token}, {@code pos_embed}, {@code blocks.0.attn.qkv}, {@code norm}.
 */
final class VitBody implements Body {
    private static final Shape NONE = new Shape(0, 0);
    private static final double DEVIATION = 0.02;

    private final List<Part> parts = new ArrayList<>();
    private final int width;
    private final int inputSide;

    /** @throws Problem {@code nn.vit} if sides or widths do not divide */
    VitBody(Parameters p, ClassifierSpec spec) throws Problem {
        width = spec.baseWidth();
        inputSide = spec.side();
        int patch = spec.patch();
        if (spec.side() % patch != 0
                || width % spec.heads() != 0
                || spec.blocks().size() != 1) {
            throw Problem.model(
                    "nn.vit",
                    "A ViT cannot have side " + spec.side() + ", patches of " + patch + ", tokens of " + width + ", "
                            + spec.heads() + " heads and layers " + spec.blocks() + ".",
                    "The side must be a multiple of the patch, the token's length one of the heads, the layers one number.");
        }
        long tokens = (long) (spec.side() / patch) * (spec.side() / patch) + 1;
        NDArray weight = p.convWeight(ENCODER + ".patch_embed.proj.weight", width, spec.inputChannels(), patch);
        NDArray bias = p.vector(ENCODER + ".patch_embed.proj.bias", width, 0);
        NDArray first = p.weight(ENCODER + ".cls_token", new Shape(1, 1, width), DEVIATION);
        NDArray places = p.weight(ENCODER + ".pos_embed", new Shape(1, tokens, width), DEVIATION);
        Shape step = new Shape(patch, patch);
        parts.add(new Part(
                "embed",
                List.of(ENCODER + ".patch_embed.", ENCODER + ".cls_token", ENCODER + ".pos_embed"),
                (x, training) -> embedded(x, weight, bias, first, places, step)));
        for (int n = 0; n < spec.blocks().getFirst(); n++) {
            String name = ENCODER + ".blocks." + n;
            VitLayer layer = new VitLayer(p, name, width, spec.heads(), DEVIATION);
            parts.add(new Part("block" + (n + 1), name + ".", (x, training) -> layer.apply(x)));
        }
        VitLayer.Norm norm = new VitLayer.Norm(p, ENCODER + ".norm", width);
        parts.add(new Part("norm", ENCODER + ".norm.", (x, training) -> norm.apply(x)));
    }

    private NDArray embedded(NDArray x, NDArray weight, NDArray bias, NDArray first, NDArray places, Shape step) {
        Shape s = x.getShape();
        if (s.get(2) != inputSide || s.get(3) != inputSide) {
            throw new IllegalArgumentException("pictures of side " + inputSide + " expected, not " + s);
        }
        long b = s.get(0);
        try (NDArray grid = Convs.conv(x, weight, bias, step, NONE);
                NDArray columns = grid.reshape(
                        b, width, grid.getShape().get(2) * grid.getShape().get(3));
                NDArray tokens = columns.transpose(0, 2, 1);
                NDArray repeated = first.broadcast(new Shape(b, 1, width))) {
            repeated.attach(x.getManager());
            try (NDArray all = repeated.concat(tokens, 1)) {
                return all.add(places);
            }
        }
    }

    @Override
    public List<Part> parts() {
        return parts;
    }

    @Override
    public int channels() {
        return width;
    }

    @Override
    public void fold() {
        // no batch norm
    }
}
