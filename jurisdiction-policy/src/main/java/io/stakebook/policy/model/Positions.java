package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Where the nodes of a policy file stand, by line and column counted from 1. Made only when there is something to say about the file,
 * for it reads the text once more.
 */
public final class Positions {
    /** A key, and the number or the id of an item under it. */
    private static final Pattern STEP = Pattern.compile("([^\\[]*)(?:\\[(.*)])?");

    private final String file;
    private final @Nullable Node root;

    private Positions(String file, @Nullable Node root) {
        this.file = file;
        this.root = root;
    }

    /**
     * @param file name for messages
     * @param text of a file that can be read as YAML
     */
    public static Positions of(String file, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        return new Positions(file, new Compose(settings).composeString(text).orElse(null));
    }

    /** The file with line and column of a node, or of the nearest one above it that is there. */
    public String of(String path) {
        Mark mark = mark(path).orElse(null);
        return file + ":" + (mark == null ? "1:1" : mark.getLine() + 1 + ":" + (mark.getColumn() + 1));
    }

    /** The fault with the place of its node, if it has none yet. */
    InvalidPolicy placed(InvalidPolicy fault) {
        Mark mark = mark(fault.node(file)).orElse(null);
        return mark == null ? fault.at(file, 1, 1) : fault.at(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Optional<Mark> mark(String path) {
        Node node = root;
        Optional<Mark> mark = root == null ? Optional.empty() : root.getStartMark();
        for (String step : path.split("/", -1)) {
            Matcher parts = STEP.matcher(step);
            NodeTuple entry = parts.matches() ? entry(node, parts.group(1)) : null;
            if (entry == null) {
                return mark;
            }
            mark = entry.getKeyNode().getStartMark();
            node = entry.getValueNode();
            if (parts.group(2) != null) {
                Node item = item(node, parts.group(2));
                if (item == null) {
                    return mark;
                }
                mark = item.getStartMark();
                node = item;
            }
        }
        return mark;
    }

    private static @Nullable NodeTuple entry(@Nullable Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (isText(entry.getKeyNode(), key)) {
                    return entry;
                }
            }
        }
        return null;
    }

    private static @Nullable Node item(Node node, String which) {
        if (!(node instanceof SequenceNode sequence)) {
            return null;
        }
        List<Node> items = sequence.getValue();
        for (Node item : items) {
            NodeTuple id = entry(item, "id");
            if (id != null && isText(id.getValueNode(), which)) {
                return item;
            }
        }
        boolean number = which.chars().allMatch(c -> c >= '0' && c <= '9') && which.length() < 6 && !which.isEmpty();
        return number && Integer.parseInt(which) < items.size() ? items.get(Integer.parseInt(which)) : null;
    }

    private static boolean isText(Node node, String text) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(text);
    }
}
