package org.radiloom.train;

import java.util.List;
import org.radiloom.problem.Problem;
import org.radiloom.train.pretext.PretextSettings;

/**
 * Where the encoder's first weights come from; the rest of the network always starts at random.
 *
 * <p>Source: Fang et al. 2024, two-stage transfer learning; the stages themselves are {@code optim.frozenEpochs} and {@code
 * optim.frozenLr}. What the values of pictures are turned into before they reach such weights is {@code input.norm}.
 *
 * @param init one of {@link #SOURCES}: {@code random}; {@code safetensors}, a file; {@code inDomain}, learned from slices
 *     without labels before the first stage
 * @param path the weight file for {@code safetensors}
 * @param nameMap how the file names its arrays: {@code auto} (found from the names), {@code own} (a file that this program
 *     wrote), {@code torchvision}, or the path of a JSON file
 * @param firstLayer what the first convolution takes from a file made for another number of channels: {@code sum}, the sum of
 *     the file's kernels over its channels, shared evenly by the new channels, so that a grey picture gives the same maps as it
 *     did in the file's network; {@code mean}, their mean in every new channel; {@code refuse}
 * @param pretext how the encoder learns for {@code inDomain}
 */
public record EncoderConfig(String init, String path, String nameMap, String firstLayer, PretextSettings pretext) {
    /** What {@code init} can be. */
    public static final List<String> SOURCES = List.of("random", "safetensors", "inDomain");

    /** What {@code firstLayer} can be. */
    public static final List<String> FIRST_LAYERS = List.of("sum", "mean", "refuse");

    /** Whether stage 0 comes before the others. */
    boolean inDomain() {
        return init.equals("inDomain");
    }

    void validate() throws Problem {
        RunConfig.need(SOURCES.contains(init), "encoder.init", init);
        RunConfig.need(!init.equals("safetensors") || !path.isBlank(), "encoder.path", "empty");
        RunConfig.need(!nameMap.isBlank(), "encoder.nameMap", "empty");
        RunConfig.need(FIRST_LAYERS.contains(firstLayer), "encoder.firstLayer", firstLayer);
        RunConfig.need(inDomain() || !pretext.only(), "encoder.pretext.only", pretext.only());
        RunConfig.need(pretext.epochs() >= 1, "encoder.pretext.epochs", pretext.epochs());
        RunConfig.need(pretext.batch() >= 2, "encoder.pretext.batch", pretext.batch());
        RunConfig.need(pretext.slicesPerEpoch() >= 0, "encoder.pretext.slicesPerEpoch", pretext.slicesPerEpoch());
        RunConfig.need(pretext.lr() > 0, "encoder.pretext.lr", pretext.lr());
        RunConfig.need(pretext.noise() >= 0, "encoder.pretext.noise", pretext.noise());
        RunConfig.need(pretext.rotationWeight() >= 0, "encoder.pretext.rotationWeight", pretext.rotationWeight());
        RunConfig.need(
                pretext.denoisingWeight() >= 0 && pretext.rotationWeight() + pretext.denoisingWeight() > 0,
                "encoder.pretext.denoisingWeight",
                pretext.denoisingWeight());
        RunConfig.need(
                pretext.validateSliceStride() >= 1,
                "encoder.pretext.validateSliceStride",
                pretext.validateSliceStride());
    }
}
