package org.radiloom.review.report;

import java.util.List;

/**
 * What is said of a finding.
 *
 * @param headline such as a grade, for people
 * @param numbers that it rests on
 * @param remarks such as cautions, for people
 */
public record Statement(String headline, List<ReportNumber> numbers, List<String> remarks) {
    public Statement {
        numbers = List.copyOf(numbers);
        remarks = List.copyOf(remarks);
    }

    public static Statement of(String headline) {
        return new Statement(headline, List.of(), List.of());
    }
}
