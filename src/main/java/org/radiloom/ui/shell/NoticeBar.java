package org.radiloom.ui.shell;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.radiloom.ui.desk.Notice;
import org.radiloom.ui.desk.StatusModel;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.PatientData;
import org.radiloom.ui.words.Words;

/** A line over the viewport for what went wrong or has been done; it stays until it is read and closed. */
final class NoticeBar extends HBox {
    private final Label text = new Label();
    private final FontIcon icon = new FontIcon(MaterialDesignC.CHECK);

    NoticeBar(StatusModel model, PatientData patients, Words words) {
        setId("notice");
        getStyleClass().add("notice");
        text.setId("notice-words");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        var close = Buttons.icon("notice-close", MaterialDesignC.CLOSE, words.of("notice.close"));
        close.getStyleClass().add("small");
        close.setOnAction(e -> model.clearNotice());
        getChildren().addAll(icon, text, close);
        Runnable update =
                () -> update(model.notice().map(n -> new Notice(patients.sentence(n.words(), words), n.bad())));
        model.onChange(update);
        patients.onChange(update);
        update.run();
    }

    private void update(Optional<Notice> notice) {
        notice.ifPresent(n -> text.setText(n.words()));
        boolean bad = notice.map(Notice::bad).orElse(false);
        icon.setIconCode(bad ? MaterialDesignA.ALERT_OUTLINE : MaterialDesignC.CHECK);
        getStyleClass().remove("bad");
        if (bad) {
            getStyleClass().add("bad");
        }
        setVisible(notice.isPresent());
        setManaged(notice.isPresent());
    }
}
