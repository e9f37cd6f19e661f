package org.radiloom.dicom.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.problem.Problem;

/**
 * Time to read and decode one slice of a coded series, one thread, from the page cache.
 *
 * <p>Give the folder of coded files: {@code -p folder=FOLDER}. Made for instance with {@code gdcmconv --rle} (or
 * {@code --jpeg}, {@code --jpegls}, {@code --j2k}) from CT slices of 512 x 512 16-bit voxels.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecodeBenchmark {
    @Param("")
    public String folder = "";

    private final List<DicomImage> images = new ArrayList<>();
    private int next;

    @Setup
    public void open() throws IOException, Problem {
        if (folder.isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.sorted().toList()) {
                images.add(DicomFile.read(file, ReadOptions.LENIENT).image());
            }
        }
    }

    /** One slice after the other. */
    @Benchmark
    public RawFrame slice() throws Problem {
        if (images.isEmpty()) {
            throw new IllegalStateException("name a folder of coded files: -p folder=...");
        }
        return images.get(next++ % images.size()).rawFrame(0);
    }

    /** RLE without any file: a 512 x 512 16-bit slice of short runs and literals, made in memory. */
    @State(Scope.Thread)
    public static class Rle {
        final ByteBuffer coded = ByteBuffer.allocate(64 + 2 * 512 * 512 * 2).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        final FrameDescriptor frame = new FrameDescriptor(512, 512, 1, 16, 16, true, false, "MONOCHROME2");

        public Rle() {
            coded.putInt(2).putInt(64);
            int start = 64;
            for (int plane = 0; plane < 2; plane++) {
                coded.putInt(4 + 4 * plane, start);
                coded.position(start);
                for (int done = 0; done < 512 * 512; done += 16) {
                    coded.put((byte) 7).putLong(done * 0x9E3779B97F4A7C15L).put((byte) -7).put((byte) done);
                }
                start = coded.position();
            }
            coded.flip();
        }
    }

    @Benchmark
    public RawFrame rleInMemory(Rle rle) throws Problem {
        return new RleDecoder().decode(rle.coded, rle.frame);
    }
}
