package org.radiloom.dicom;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.radiloom.problem.Problem;

/** Undoes deflate (RFC 1951) with a limit, for the deflated transfer syntaxes of PS3.5 A.5 and A.4.13. */
final class Inflated {
    private Inflated() {}

    /** The data set of a deflated file; in lenient mode a broken stream gives what came before the break. */
    static byte[] rest(ByteRange deflated, ReadOptions options) throws Problem {
        return inflate(deflated.read(), deflated.name(), options.maxInflatedBytes(), options.lenient());
    }

    /**
     * Inflates a whole stream.
     *
     * @param limit the most bytes that are accepted
     * @param lenient whether a stream that breaks off gives what it had
     */
    static byte[] inflate(byte[] deflated, String name, long limit, boolean lenient) throws Problem {
        boolean wrapped = deflated.length > 2
                && (deflated[0] & 0x0F) == 8
                && ((deflated[0] & 0xFF) << 8 | (deflated[1] & 0xFF)) % 31 == 0;
        var inflater = new Inflater(!wrapped);
        try {
            inflater.setInput(deflated);
            var out = new ByteArrayOutputStream((int) Math.min(limit, Math.max(1024L, 4L * deflated.length)));
            byte[] chunk = new byte[64 << 10];
            while (!inflater.finished()) {
                int n = inflater.inflate(chunk);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    if (!lenient) {
                        throw DicomProblems.damaged(name, "the deflated data break off");
                    }
                    break;
                }
                if (out.size() + (long) n > limit) {
                    throw DicomProblems.tooLarge(name, "more than " + limit + " bytes after inflating");
                }
                out.write(chunk, 0, n);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw DicomProblems.damaged(name, "the deflated data are not readable");
        } finally {
            inflater.end();
        }
    }
}
