package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.problem.Problem;

@Tag("engine")
class PretextNetTest {
    @ParameterizedTest
    @ValueSource(strings = {"resnet-micro", "resnet50", "vgg16", "vgg16-bn"})
    void itsEncoderIsThatOfTheSegmenter(String encoder) throws Problem {
        SegmenterSpec spec = SegmenterSpec.mandi(encoder, 4, 3);
        try (PretextNet network = PretextNet.create(spec, Device.cpu(), 5);
                Segmenter segmenter = Segmenters.create(spec, Device.cpu(), 5)) {
            assertEquals(EncoderImport.copy(segmenter.parameters(), segmenter.buffers()), network.encoder());
            assertTrue(network.parameters()
                    .keySet()
                    .containsAll(segmenter.encoderParameters().keySet()));
            try (NDManager scope = network.manager().newSubManager()) {
                PretextNet.Answer answer = network.answer(scope.ones(new Shape(2, 3, 64, 32)), false);
                assertEquals(new Shape(2, 4), answer.turn().getShape());
                assertEquals(new Shape(2, 3, 64, 32), answer.picture().getShape());
            }
        }
    }
}
