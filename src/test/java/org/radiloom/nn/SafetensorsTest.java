package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.problem.Problem;

class SafetensorsTest {
    @TempDir
    Path folder = Path.of("");

    private static final FloatTensor MATRIX =
            new FloatTensor(new long[] {2, 3}, new float[] {1, -2, 3.5f, 0, Float.MIN_VALUE, -0f});

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        Path file = folder.resolve("w.safetensors");
        FloatTensor scalar = new FloatTensor(new long[0], new float[] {7});
        Safetensors.write(file, Map.of("b", scalar, "a", MATRIX), Map.of("made-by", "test"));
        assertEquals(Map.of("a", MATRIX, "b", scalar), Safetensors.read(file));
        SafetensorsHeader header = Safetensors.header(file);
        assertEquals(Map.of("made-by", "test"), header.metadata());
        assertEquals(List.of("a", "b"), List.copyOf(header.tensors().keySet()));
        assertEquals(7, header.values());
    }

    /** The layout by hand: header length, JSON padded with blanks to a multiple of 8, little-endian numbers. */
    @Test
    void theBytesAreThoseOfTheFormat() throws Exception {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, Map.of("x", new FloatTensor(new long[] {1}, new float[] {1})), Map.of());
        String json = "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        int padded = (json.length() + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 4).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded)
                .put(json.getBytes(StandardCharsets.UTF_8))
                .put(" ".repeat(padded - json.length()).getBytes(StandardCharsets.UTF_8))
                .putFloat(1);
        assertArrayEquals(expected.array(), Files.readAllBytes(file));
    }

    /** Half 0x3E00 = 1.5, bfloat16 0xC040 = -3. */
    @ParameterizedTest
    @ValueSource(strings = {"F16", "BF16"})
    void halfNumbersAreRead(String type) throws Exception {
        byte[] half = type.equals("F16") ? new byte[] {0x00, 0x3E} : new byte[] {0x40, (byte) 0xC0};
        Path file = file("{\"x\":{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[0,2]}}", half);
        FloatTensor x = Safetensors.read(file).firstEntry().getValue();
        assertEquals(type.equals("F16") ? 1.5f : -3f, x.values()[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"x\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,400]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,4],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F32\"}}"
            })
    void aBrokenHeaderIsAProblemThatNamesTheFile(String json) throws Exception {
        Path file = file(json, new byte[8]);
        Problem problem = assertThrows(Problem.class, () -> Safetensors.read(file));
        assertEquals("nn.weights.unreadable", problem.code());
        assertTrue(problem.sentence().contains("w.safetensors"), problem.sentence());
    }

    @Test
    void aFileThatIsTooShortOrMissingIsAProblem() throws Exception {
        Path file = folder.resolve("w.safetensors");
        assertThrows(Problem.class, () -> Safetensors.header(file));
        Files.write(file, new byte[] {1, 2, 3});
        assertThrows(Problem.class, () -> Safetensors.header(file));
        Files.write(file, ByteBuffer.allocate(8).putLong(Long.MAX_VALUE).array());
        assertThrows(Problem.class, () -> Safetensors.header(file));
    }

    private Path file(String json, byte[] data) throws IOException {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header).put(data);
        return Files.write(folder.resolve("w.safetensors"), bytes.array());
    }
}
