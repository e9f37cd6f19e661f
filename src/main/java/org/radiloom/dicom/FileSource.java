package org.radiloom.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.radiloom.problem.Problem;

/** A file that is opened for each read: no handle stays open while its data set is held. */
record FileSource(Path path, long size) implements ByteSource {
    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public void read(long position, ByteBuffer into) throws Problem {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            readFully(channel, path, position, into);
        } catch (IOException e) {
            throw DicomProblems.unreadable(path, e);
        }
    }

    @Override
    public void stream(long position, long length, Consumer<ByteBuffer> chunks) throws Problem {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            new OpenFile(this, channel).stream(position, length, chunks);
        } catch (IOException e) {
            throw DicomProblems.unreadable(path, e);
        }
    }

    static void readFully(FileChannel channel, Path path, long position, ByteBuffer into) throws IOException, Problem {
        long at = position;
        while (into.hasRemaining()) {
            int n = channel.read(into, at);
            if (n < 0) {
                throw DicomProblems.truncated(path.toString(), at + into.remaining(), at);
            }
            at += n;
        }
    }
}
