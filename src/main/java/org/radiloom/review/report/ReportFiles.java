package org.radiloom.review.report;

import java.util.List;
import org.radiloom.problem.Problem;

/** Makes the files that a signed version refers to: its PDF, its DICOM documents. */
@FunctionalInterface
public interface ReportFiles {
    /** A file to be kept; immutable. */
    final class Made {
        private final String kind;
        private final String ending;
        private final byte[] bytes;

        /**
         * A file.
         *
         * @param kind such as pdf, sr or seg; unique in a version
         * @param ending of its name, such as dcm
         */
        public Made(String kind, String ending, byte[] bytes) {
            if (!kind.matches("[a-z0-9-]{1,16}") || !ending.matches("[a-z0-9]{1,8}")) {
                throw new IllegalArgumentException("a file " + kind + "." + ending);
            }
            this.kind = kind;
            this.ending = ending;
            this.bytes = bytes.clone();
        }

        public String kind() {
            return kind;
        }

        public String ending() {
            return ending;
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** @throws Problem if one cannot be made; then nothing is signed */
    List<Made> of(ReportContent content, Signing signing) throws Problem;
}
