package org.radiloom.nn;

import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a safetensors file says about itself.
 *
 * @param metadata free text by key
 * @param tensors by name, in the order of their data
 * @param dataStart byte at which the data begins
 */
public record SafetensorsHeader(
        SequencedMap<String, String> metadata, SequencedMap<String, Entry> tensors, long dataStart) {

    /**
     * One tensor of the file.
     *
     * @param dtype {@code F32}, {@code F16} or {@code BF16} can be read
     * @param shape side lengths
     * @param begin first byte, counted from {@code dataStart}
     * @param end byte after the last
     */
    public record Entry(String dtype, List<Long> shape, long begin, long end) {
        public Entry {
            shape = List.copyOf(shape);
        }

        /** Whether its numbers are of a type that can be read. */
        public boolean readable() {
            return dtype.equals("F32") || dtype.equals("F16") || dtype.equals("BF16");
        }

        long[] sides() {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }

        @Override
        public String toString() {
            return dtype + Arrays.toString(sides());
        }
    }

    /** Numbers in all tensors together. */
    public long values() {
        return tensors.values().stream()
                .mapToLong(e -> FloatTensor.count(e.sides()))
                .sum();
    }
}
