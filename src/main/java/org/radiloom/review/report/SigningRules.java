package org.radiloom.review.report;

import java.util.List;
import java.util.stream.Collectors;
import org.radiloom.problem.Problem;

/** What keeps a report from being signed. */
final class SigningRules {
    private SigningRules() {}

    /** Whether it says what a signed report must say. */
    static void check(ReportDraft draft, Reader by) throws Problem {
        if (!by.named()) {
            throw Problem.usage(
                    "report.nobody", "A report is signed by somebody.", "Set your name and role in the preferences.");
        }
        String undecided = draft.content().findings().stream()
                .filter(each -> !each.state().decided())
                .map(ReviewedFinding::label)
                .collect(Collectors.joining(", "));
        if (!undecided.isEmpty()) {
            throw Problem.usage(
                    "report.undecided",
                    "Nothing has been decided about: " + undecided + ".",
                    "Accept, edit or reject each finding of a model, or take it out of the report.");
        }
        if (draft.content().impression().isBlank()) {
            throw Problem.usage(
                    "report.no-impression",
                    "The report has no impression.",
                    "Say in your own words what the study shows.");
        }
    }

    /** Whether it follows the last version, and adds no more than it says. */
    static void follows(ReportDraft draft, List<SignedReport> before) throws Problem {
        int last = before.size();
        boolean next = last == 0
                ? draft.parent().isEmpty()
                : draft.parent().filter(before.getLast().asParent()::equals).isPresent();
        if (!next) {
            throw Problem.usage(
                    "report.moved-on",
                    last == 0
                            ? "The version that this draft changes is gone."
                            : "Version " + last + " was signed while this draft was being written.",
                    last == 0 ? "Restore the folder from a copy." : "Start again from version " + last + ".");
        }
        boolean addendum = draft.kind() == ReportDraft.Kind.ADDENDUM;
        if (addendum && (last == 0 || !before.getLast().content().addsOnly(draft.content()))) {
            throw Problem.usage(
                    "report.addendum",
                    "An addendum adds words to a signed report and changes nothing of it.",
                    "Write a new version to change it.");
        }
        if (last > 0 && !addendum && before.getLast().content().equals(draft.content())) {
            throw Problem.usage(
                    "report.same", "Nothing differs from version " + last + ".", "Change something, or leave it.");
        }
    }
}
