package org.radiloom.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.radiloom.problem.Problem;

/** A file while it is open: reads through one channel. */
record OpenFile(FileSource file, FileChannel channel) implements ByteSource {
    @Override
    public long size() {
        return file.size();
    }

    @Override
    public void read(long position, ByteBuffer into) throws Problem {
        try {
            FileSource.readFully(channel, file.path(), position, into);
        } catch (IOException e) {
            throw DicomProblems.unreadable(file.path(), e);
        }
    }

    @Override
    public String name() {
        return file.name();
    }
}
