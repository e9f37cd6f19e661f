package org.radiloom.infer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.Safetensors;
import org.radiloom.nn.Weights;
import org.radiloom.nn.anomaly.Detector;
import org.radiloom.nn.anomaly.DetectorSpec;
import org.radiloom.nn.anomaly.Detectors;
import org.radiloom.nn.anomaly.Known;
import org.radiloom.nn.anomaly.Look;
import org.radiloom.problem.Problem;

/** A detector built as its card says, with its weights; runs queue up on the engine's one thread. */
final class DetectorNetwork implements AnomalyNetwork {
    private final EngineRoom room;
    private final Detector detector;

    private DetectorNetwork(EngineRoom room, Detector detector) {
        this.room = room;
        this.detector = detector;
    }

    /** @throws Problem {@code model.card} if the card describes none, or a mismatch of weights and network */
    static DetectorNetwork open(EngineRoom room, String deviceId, ModelPackage model) throws Problem {
        DetectorSpec spec = spec(model);
        Device device = DeviceCheck.device(deviceId);
        Detector detector = room.call(() -> {
            Detector fresh = Detectors.create(spec, device, 0);
            try {
                String file = String.valueOf(model.weights().getFileName());
                Weights.restore(fresh.parameters(), fresh.buffers(), Safetensors.read(model.weights()), file);
                fresh.prepareForInference();
                return fresh;
            } catch (Problem | RuntimeException e) {
                fresh.close();
                throw e;
            }
        });
        return new DetectorNetwork(room, detector);
    }

    private static DetectorSpec spec(ModelPackage model) throws Problem {
        AnomalyTask task = model.card().anomaly();
        try {
            DetectorSpec spec =
                    JsonMapper.builder().build().treeToValue(model.card().network(), DetectorSpec.class);
            if (spec == null || spec.constraints() == null || spec.side() != task.side()) {
                throw LoadedNetworks.unusable(model, "its sides or constraints do not fit the card's", null);
            }
            boolean organs = spec.constraints().tellsOrgan()
                    && spec.constraints().organs() != task.organs().size();
            boolean modalities = spec.constraints().tellsModality()
                    && spec.constraints().modalities() != task.modalities().size();
            if (organs || modalities) {
                throw LoadedNetworks.unusable(
                        model,
                        spec.constraints().organs() + " organs and "
                                + spec.constraints().modalities() + " modalities for "
                                + task.organs() + " and " + task.modalities(),
                        null);
            }
            return spec;
        } catch (JsonProcessingException e) {
            throw LoadedNetworks.unusable(model, e.getOriginalMessage(), e);
        }
    }

    @Override
    public Answer look(float[] inputs, int n) throws Problem {
        return look(inputs, n, Known.nothing());
    }

    @Override
    public Answer look(float[] inputs, int n, Known known) throws Problem {
        int side = detector.spec().side();
        return room.call(() -> {
            try (NDManager scope = detector.manager().newSubManager();
                    Look look = detector.look(scope.create(inputs, new Shape(n, 1, side, side)), known)) {
                return new Answer(
                        look.score().toFloatArray(),
                        look.map().toFloatArray(),
                        values(look.reconstruction()),
                        values(look.organ()),
                        values(look.modality()));
            }
        });
    }

    private static float[] values(Optional<NDArray> array) {
        return array.map(NDArray::toFloatArray).orElseGet(() -> new float[0]);
    }

    @Override
    public boolean tells() {
        return detector.spec().constraints().tellsOrgan()
                || detector.spec().constraints().tellsModality();
    }

    @Override
    public void close() {
        try {
            room.call(() -> {
                detector.close();
                return true;
            });
        } catch (Problem problem) {
            throw new IllegalStateException("closing a network asks nothing of the user", problem);
        }
    }
}
