package org.radiloom.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.classify.GradingSpec;
import org.radiloom.problem.Problem;

/** What a grading card's {@code network} stands for, built. */
final class GradingNetworks {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private GradingNetworks() {}

    /**
     * The grader of one variant of a model.
     *
     * @throws Problem {@code model.card} if the card describes none, or a mismatch of weights and network
     */
    static PatchGrader open(EngineRoom room, String deviceId, ModelPackage model, GradingTask.Variant variant)
            throws Problem {
        JsonNode all = model.card().network();
        boolean own = all.has(variant.name());
        JsonNode network = own ? all.get(variant.name()) : all;
        String prefix = own ? variant.name() + "." : "";
        GradingTask task = model.card().grading();
        try {
            GradingSpec spec = MAPPER.treeToValue(network, GradingSpec.class);
            if (spec == null || spec.classifier() == null) {
                throw LoadedNetworks.unusable(model, "it names no classifier for " + variant.name(), null);
            }
            if (spec.classifier().classes() != task.classes().size()
                    || spec.classifier().declared() != variant.declared().size()) {
                throw LoadedNetworks.unusable(
                        model,
                        spec.classifier().classes() + " network classes and "
                                + spec.classifier().declared()
                                + " declared numbers for " + task.classes().size() + " and "
                                + variant.declared().size(),
                        null);
            }
            return NetworkGrader.open(
                    room,
                    deviceId,
                    spec,
                    model.weights(),
                    prefix,
                    task.picture().side());
        } catch (JsonProcessingException e) {
            throw LoadedNetworks.unusable(model, e.getOriginalMessage(), e);
        }
    }
}
