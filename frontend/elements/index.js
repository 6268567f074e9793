// Everything that runs in the page. Without it each page still works: these elements only add behaviour.
import htmx from "htmx.org";

import "./tabs.js";
import "./tabs-in-view.js";
import "./calendar.js";
import "./dialog-link.js";
import "./map.js";
import "./filters.js";
import "./copy.js";
import "./theme.js";
import "./live.js";
import "./count.js";
import "./focus.js";
import "./menu.js";
import "./weekday.js";
import "./recall.js";
import "./stocktake.js";
import "./left-behind.js";
import "./palette.js";
import "./shortcuts.js";

window.htmx = htmx;
