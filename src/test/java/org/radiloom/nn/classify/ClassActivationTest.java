package org.radiloom.nn.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.GradLock;
import org.radiloom.problem.Problem;

@Tag("engine")
class ClassActivationTest {
    private NDManager manager;

    @BeforeAll
    static void startTheEngine() {
        EngineCompat.start();
    }

    @BeforeEach
    void openAManager() {
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterEach
    void closeTheManager() {
        manager.close();
    }

    /** Every body with every head whose scores are linear in the means of its maps. */
    static List<ClassifierSpec> linear() {
        List<ClassifierSpec> specs = new ArrayList<>();
        for (String body : Classifiers.bodies()) {
            specs.add(ClassifierSpec.micro(body, 4, 1));
            if (Published.family(body).equals("resnet")) {
                specs.add(ClassifierSpec.micro(body, 4, 1).withHead(ClassifierSpec.BN_GAP));
            }
        }
        return specs;
    }

    /*
     * The oracle is Grad-CAM by the collector: the gradient of a class's score at the maps, averaged over places, weighs the
     * maps. It is (1/hw)·W_eff in closed form.
     */
    @ParameterizedTest
    @MethodSource("linear")
    void theClosedFormIsGradCamOfTheRecordedGraph(ClassifierSpec spec) throws Problem {
        try (ClassifierNetwork net = ClassifierNetwork.create(spec, Device.cpu(), 5);
                NDManager scope = net.manager().newSubManager()) {
            NDArray x = scope.randomUniform(0, 1, new Shape(4, 1, 64, 64));
            net.forward(x, null, true).close(); // statistics other than 0 and 1
            FeatureOut out = net.forward(x, null, false);
            long places = out.map().getShape().get(2) * out.map().getShape().get(3);
            NDArray weights = net.camWeights().orElseThrow();
            weights.attach(scope);
            NDArray closed = ClassActivation.all(out.map(), weights);
            float scale = closed.abs().max().getFloat();
            assertTrue(scale > 0);
            for (int c = 0; c < spec.classes(); c++) {
                NDArray perMap = meanGradient(net, x, out.map(), c);
                NDArray gradCam = out.map().mul(perMap).sum(new int[] {1}).mul(places);
                NDArray actual = closed.get(":, " + c);
                assertEquals(0, actual.sub(gradCam).abs().max().getFloat() / scale, 1e-5);
            }
        }
    }

    /** (B, C, 1, 1): the gradient of the scores of class c at the maps, averaged over places. */
    private static NDArray meanGradient(ClassifierNetwork net, NDArray x, NDArray map, int c) {
        boolean classMaps = net.head() instanceof ClassMapHead;
        NDArray leaf = classMaps ? map.duplicate() : net.last(x);
        leaf.setRequiresGradient(true);
        try (GradLock.Recording recording = GradLock.record()) {
            NDArray logits = classMaps
                    ? leaf.mean(new int[] {3}).mean(new int[] {2})
                    : net.head().apply(leaf.mul(1), false).logits();
            recording.backward(logits.get(":, " + c).sum());
        }
        NDArray gradient = leaf.getGradient();
        if (gradient.getShape().dimension() == 3) {
            NDArray mean = gradient.get(":, 1:").mean(new int[] {1});
            return mean.reshape(mean.getShape().get(0), mean.getShape().get(1), 1, 1);
        }
        return gradient.mean(new int[] {3}, true).mean(new int[] {2}, true);
    }

    @Test
    void scoresFromTheClassTokenHaveNoClosedForm() throws Problem {
        ClassifierSpec spec = ClassifierSpec.micro("vit_ti16", 4, 1).withHead(ClassifierSpec.CLS);
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 5)) {
            assertTrue(net.camWeights().isEmpty());
        }
    }

    // A = (1, 2 | 3, 4), (2, 0 | 0, 2); W = (1, 2), (0, -1)
    @Test
    void mapsAreWeighedByClass() {
        NDArray map = maps();
        NDArray weights = manager.create(new float[] {1, 2, 0, -1}, new Shape(2, 2));
        assertArrayEquals(
                new float[] {5, 2, 3, 8, -2, 0, 0, -2},
                ClassActivation.all(map, weights).toFloatArray());
        NDArray second = ClassActivation.of(map, weights, manager.create(new long[] {1}));
        assertArrayEquals(new float[] {-2, 0, 0, -2}, second.toFloatArray());
        assertEquals(new Shape(1, 1, 2, 2), second.getShape());
    }

    @Test
    void aMapForTheEyeRunsFromZeroToOneAndAFlatOneStaysDark() {
        NDArray map = manager.create(new float[] {-4, 0, 1, 2, 3, 3, 3, 3, -1, -2, -3, -4}, new Shape(1, 3, 2, 2));
        assertArrayEquals(
                new float[] {0, 0, 0.5f, 1, 0, 0, 0, 0, 0, 0, 0, 0},
                ClassActivation.visible(map).toFloatArray(),
                1e-6f);
    }

    @Test
    void theDistractorIsTheStrongestOtherClass() {
        NDArray logits = manager.create(new float[] {5, 1, 2, -9, -7, -8, 0, 0, 1}, new Shape(3, 3));
        NDArray labels = manager.create(new long[] {0, 1, 0});
        assertArrayEquals(
                new long[] {2, 2, 2},
                DistractorEvidence.distractors(logits, labels).toLongArray());
        NDArray one = manager.create(new float[] {5}, new Shape(1, 1));
        NDArray zero = manager.create(new long[] {0});
        assertThrows(IllegalArgumentException.class, () -> DistractorEvidence.distractors(one, zero));
    }

    // y = 0, d = 1: W_d − W_y = (2, −3); /4 places: (0.5, −0.75) times A, negative ones dropped
    @Test
    void evidenceIsWhatRespondsMoreToTheDistractor() {
        NDArray weights = manager.create(new float[] {1, 2, 3, -1}, new Shape(2, 2));
        NDArray y = manager.create(new long[] {0});
        NDArray d = manager.create(new long[] {1});
        assertArrayEquals(
                new float[] {0.5f, 1, 1.5f, 2, 0, 0, 0, 0},
                DistractorEvidence.of(maps(), weights, y, d).toFloatArray(),
                1e-6f);
        assertArrayEquals(
                new float[] {0.5f, 1, 1.5f, 2},
                DistractorEvidence.visible(maps(), weights, y, d).toFloatArray(),
                1e-6f);
    }

    private NDArray maps() {
        return manager.create(new float[] {1, 2, 3, 4, 2, 0, 0, 2}, new Shape(1, 2, 2, 2));
    }
}
