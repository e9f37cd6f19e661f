package org.radiloom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

class PixelDecodersTest {
    private final PixelDecoders decoders = PixelDecoders.standard();

    @Test
    void everyCodingOfThePlanIsFound() throws Problem {
        for (String end : new String[] {"5", "4.50", "4.51", "4.57", "4.70", "4.80", "4.81", "4.90", "4.91"}) {
            String uid = "1.2.840.10008.1.2." + end;
            assertTrue(decoders.find(uid).supports(uid), uid);
        }
    }

    @Test
    void aCodingThatCannotBeDecodedIsNamed() {
        Problem known = assertThrows(Problem.class, () -> decoders.find("1.2.840.10008.1.2.4.201"));
        assertEquals("dicom.syntax", known.code());
        assertTrue(known.sentence().contains("High-Throughput JPEG 2000"), known.sentence());
        Problem unknown = assertThrows(Problem.class, () -> decoders.find("1.2.3"));
        assertEquals("dicom.syntax", unknown.code());
    }

    @Test
    void damagedStreamsEndInAFrameOrAProblem() {
        Map<String, byte[]> streams = new LinkedHashMap<>();
        int[][] samples = {{1, 2, 3, 4000}, {5, 6, 70, 8}, {9, 9, 9, 9}, {0, 4095, 0, 4095}};
        streams.put("4.57", new LosslessJpegBuilder(12, 4, 0, 2).code(samples, 1));
        streams.put("4.80", Streams.jpegLs(4, "ffdd00040002", Streams.JPEG_LS_DATA + "ffd0" + Streams.JPEG_LS_DATA));
        streams.put("4.81", Streams.jpegLs(4, "", Streams.JPEG_LS_DATA));
        streams.put("4.90", Streams.hex(Streams.JPEG_2000));
        Random random = new Random(20261120);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (Map.Entry<String, byte[]> stream : streams.entrySet()) {
                FrameDescriptor frame =
                        stream.getKey().equals("4.90") ? Streams.grey(8, 8, 12) : Streams.grey(4, 4, 12);
                for (int round = 0; round < 1500; round++) {
                    survives("1.2.840.10008.1.2." + stream.getKey(), disturbed(stream.getValue(), random), frame);
                }
            }
        });
    }

    private void survives(String uid, byte[] stream, FrameDescriptor frame) throws Problem {
        try {
            RawFrame decoded = decoders.find(uid).decode(Streams.buffer(stream), frame);
            assertEquals(frame.rows() * frame.columns(), Streams.samples(decoded).length);
        } catch (Problem refused) {
            assertTrue(refused.code().startsWith("dicom.codec."), refused.code());
        }
    }

    private static byte[] disturbed(byte[] stream, Random random) {
        byte[] out = java.util.Arrays.copyOf(stream, stream.length - random.nextInt(4) * random.nextInt(9));
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
            out[random.nextInt(out.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return out;
    }
}
