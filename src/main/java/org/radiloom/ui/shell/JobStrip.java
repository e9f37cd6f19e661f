package org.radiloom.ui.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.radiloom.job.Job;
import org.radiloom.ui.desk.JobList;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The oldest running job with its step, progress and cancel button, and how many more there are. */
final class JobStrip extends HBox {
    private final JobList jobs;
    private final Words words;
    private final Label name = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Label step = new Label();
    private final Label more = new Label();
    private final Button cancel;

    JobStrip(JobList jobs, Words words) {
        super(8);
        setFillHeight(false);
        this.jobs = jobs;
        this.words = words;
        setId("job-strip");
        setAlignment(Pos.CENTER_LEFT);
        bar.setId("job-progress");
        bar.setPrefWidth(160);
        step.getStyleClass().add("muted");
        step.setId("job-step");
        more.getStyleClass().add("muted");
        cancel = Buttons.icon("job-cancel", MaterialDesignC.CLOSE, words.of("job.cancel.tooltip"));
        cancel.getStyleClass().add("mini");
        cancel.setOnAction(e -> jobs.active().stream().findFirst().ifPresent(Job::cancel));
        getChildren().addAll(StatusBar.divider(), name, bar, step, cancel, more);
        jobs.onChange(this::update);
        update();
    }

    private void update() {
        List<Job> active = jobs.active();
        setVisible(!active.isEmpty());
        setManaged(!active.isEmpty());
        if (active.isEmpty()) {
            return;
        }
        Job job = active.get(0);
        name.setText(words.again(job.name()));
        bar.setProgress(job.state() == Job.State.WAITING ? 0 : job.fraction());
        step.setText(job.state() == Job.State.WAITING ? words.of("job.waiting") : words.said(job.step()));
        more.setText(active.size() > 1 ? words.of("job.more", active.size() - 1) : "");
    }
}
