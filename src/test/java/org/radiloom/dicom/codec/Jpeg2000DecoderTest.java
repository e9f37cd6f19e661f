package org.radiloom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

class Jpeg2000DecoderTest {
    private static final int[] RAMP = IntStream.range(0, 64).map(i -> 37 * i).toArray();

    private final Jpeg2000Decoder decoder = new Jpeg2000Decoder();

    @Test
    void aLosslessStreamComesBackSampleBySample() throws Problem {
        assertArrayEquals(RAMP, decode(Streams.hex(Streams.JPEG_2000)));
    }

    @Test
    void aJp2WrapperIsTakenOff() throws Problem {
        String box = "0000000c6a5020200d0a870a" + "000000006a703263" + Streams.JPEG_2000;
        assertArrayEquals(RAMP, decode(Streams.hex(box)));
    }

    @Test
    void cutOffDataIsDamage() {
        byte[] whole = Streams.hex(Streams.JPEG_2000);
        for (int length = 0; length < whole.length - 2; length += 3) {
            byte[] part = Arrays.copyOf(whole, length);
            assertEquals(
                    "dicom.codec.damaged",
                    assertThrows(Problem.class, () -> decode(part)).code());
        }
    }

    @Test
    void theHighThroughputCoderIsRefusedByName() {
        String with = Streams.JPEG_2000.replaceFirst("ff52", "ff500008000200000000ff52".substring(0, 20) + "ff52");
        assertEquals(
                "dicom.codec.unsupported",
                assertThrows(Problem.class, () -> decode(Streams.hex(with))).code());
    }

    private int[] decode(byte[] stream) throws Problem {
        return Streams.samples(decoder.decode(Streams.buffer(stream), Streams.grey(8, 8, 12)));
    }
}
