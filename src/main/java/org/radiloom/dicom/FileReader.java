package org.radiloom.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.radiloom.dicom.TransferSyntax.Order;
import org.radiloom.problem.Problem;

/** Reads the file format of PS3.10: preamble, meta header, and the data set in the syntax that the header names. */
final class FileReader {
    private static final int PREAMBLE = 128;
    private static final int MAGIC = 'D' << 24 | 'I' << 16 | 'C' << 8 | 'M';

    private final Path path;
    private final ReadOptions options;

    FileReader(Path path, ReadOptions options) {
        this.path = path;
        this.options = options;
    }

    /** Reads from disk; the file is open only meanwhile. */
    DicomFile read() throws Problem {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size <= ByteWindow.SMALL_SOURCE) {
                ByteBuffer all = ByteBuffer.allocate((int) size);
                FileSource.readFully(channel, path, 0, all);
                return parse(new MemorySource(path.toString(), all.array()));
            }
            var onDisk = new FileSource(path, size);
            return parse(new ByteWindow(new OpenFile(onDisk, channel)), onDisk);
        } catch (IOException e) {
            throw DicomProblems.unreadable(path, e);
        }
    }

    /** Reads a file that lies in memory. */
    DicomFile parse(MemorySource source) throws Problem {
        return parse(ByteWindow.onto(source), source);
    }

    private DicomFile parse(ByteWindow window, ByteSource ranges) throws Problem {
        long start = start(window);
        Order metaOrder = SyntaxGuess.of(window, start, window.size());
        boolean implicitMeta = metaOrder == Order.IMPLICIT_LITTLE && options.lenient();
        var metaParser = new DatasetParser(
                window, ranges, options, implicitMeta ? Order.IMPLICIT_LITTLE : Order.EXPLICIT_LITTLE, start);
        DicomDataset meta = metaParser.group(0x0002);
        long position = metaParser.position();
        TransferSyntax syntax = syntax(meta, window, position);
        if (syntax.deflated()) {
            byte[] rest = Inflated.rest(new ByteRange(ranges, position, window.size() - position), options);
            var inflated = new MemorySource(path.toString(), rest);
            var parser = new DatasetParser(ByteWindow.onto(inflated), inflated, options, syntax.order(), 0);
            return file(meta, parser, syntax);
        }
        var parser = new DatasetParser(window, ranges, options, syntax.order(), position);
        return file(meta, parser, syntax);
    }

    private DicomFile file(DicomDataset meta, DatasetParser parser, TransferSyntax syntax) throws Problem {
        DicomDataset dataset = parser.topLevel();
        return new DicomFile(path, meta, dataset, syntax, parser.cutShort());
    }

    private long start(ByteWindow window) throws Problem {
        long size = window.size();
        if (size >= PREAMBLE + 4 && magicAt(window, PREAMBLE)) {
            boolean byChance =
                    options.lenient() && !metaAt(window, PREAMBLE + 4) && SyntaxGuess.beginsLikeDicom(window);
            return byChance ? 0 : PREAMBLE + 4;
        }
        if (options.lenient()) {
            if (size >= 4 && magicAt(window, 0)) {
                return 4;
            }
            if (SyntaxGuess.beginsLikeDicom(window)) {
                return 0;
            }
        }
        throw DicomProblems.notDicom(path.toString());
    }

    private static boolean metaAt(ByteWindow window, int position) throws Problem {
        if (window.size() < position + 8) {
            return false;
        }
        int index = window.require(position, 8);
        return window.bytes()[index] == 2 && window.bytes()[index + 1] == 0;
    }

    private static boolean magicAt(ByteWindow window, int position) throws Problem {
        int index = window.require(position, 4);
        return ByteBuffer.wrap(window.bytes()).getInt(index) == MAGIC;
    }

    /** The syntax that the meta header names, unless the first element shows that it is another one. */
    private TransferSyntax syntax(DicomDataset meta, ByteWindow window, long position) throws Problem {
        TransferSyntax named =
                meta.string(Tag.TRANSFER_SYNTAX_UID).map(TransferSyntax::of).orElse(null);
        if (named != null && (named.deflated() || !options.lenient())) {
            return named;
        }
        Order seen = SyntaxGuess.of(window, position, window.size());
        if (named == null) {
            if (!options.lenient()) {
                throw DicomProblems.damaged(path.toString(), "no transfer syntax is named");
            }
            return switch (seen) {
                case EXPLICIT_LITTLE -> TransferSyntax.EXPLICIT_LITTLE;
                case EXPLICIT_BIG -> TransferSyntax.EXPLICIT_BIG;
                case IMPLICIT_LITTLE -> TransferSyntax.IMPLICIT_LITTLE;
                case null -> throw DicomProblems.notDicom(path.toString());
            };
        }
        return seen == null || seen == named.order()
                ? named
                : new TransferSyntax(named.uid(), named.title(), seen, false, named.encapsulated());
    }
}
