package org.radiloom.infer;

import ai.djl.Device;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.nn.Segmenters;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

/** Networks built as their cards say, with their weights, ready to run. */
final class LoadedNetworks {
    private LoadedNetworks() {}

    /** @throws Problem {@code model.card}, or a mismatch of weights and network */
    static Segmenter segmenter(EngineRoom room, String deviceId, ModelPackage model) throws Problem {
        SegmenterSpec spec = spec(model);
        Device device = DeviceCheck.device(deviceId);
        return room.call(() -> {
            Segmenter fresh = Segmenters.create(spec, device, 0);
            try {
                Weights.load(fresh, model.weights());
                fresh.prepareForInference();
                return fresh;
            } catch (Problem | RuntimeException e) {
                fresh.close();
                throw e;
            }
        });
    }

    private static SegmenterSpec spec(ModelPackage model) throws Problem {
        try {
            SegmenterSpec spec =
                    JsonMapper.builder().build().treeToValue(model.card().network(), SegmenterSpec.class);
            int channels = model.card().segmentation().input().channels();
            if (spec.inputChannels() != channels) {
                throw unusable(
                        model, spec.inputChannels() + " network channels for " + channels + " context slices", null);
            }
            return spec;
        } catch (JsonProcessingException e) {
            throw unusable(model, e.getOriginalMessage(), e);
        }
    }

    static Problem unusable(ModelPackage model, String why, @Nullable Throwable cause) {
        String what = "The network of model '" + model.card().id() + "' cannot be built: " + why + ".";
        String remedy = "Install the model package again.";
        return cause == null
                ? Problem.model("model.card", what, remedy)
                : Problem.model("model.card", what, remedy, cause);
    }
}
