package org.radiloom.train.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines that are added to a growing file; the last one only when its line break is there. */
final class LineTail {
    private final Path file;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long at;

    /** From the beginning of the file, which need not be there yet. */
    LineTail(Path file) {
        this.file = file;
    }

    static LineTail fromTheEnd(Path file) {
        LineTail tail = new LineTail(file);
        try {
            tail.at = Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            // it vanished: there is nothing to skip
            tail.at = 0;
        }
        return tail;
    }

    /** The whole lines since the last call, without their line breaks; none while there is no file. */
    List<String> read() throws IOException {
        List<String> lines = new ArrayList<>();
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            if (in.size() < at) {
                // begun anew
                at = 0;
                pending.reset();
            }
            ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
            while (in.read(bytes, at) > 0) {
                at += bytes.position();
                bytes.flip();
                while (bytes.hasRemaining()) {
                    byte b = bytes.get();
                    if (b == '\n') {
                        lines.add(pending.toString(StandardCharsets.UTF_8));
                        pending.reset();
                    } else {
                        pending.write(b);
                    }
                }
                bytes.clear();
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return lines;
    }
}
