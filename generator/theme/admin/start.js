// Starts the editor: it finds its configuration, `config.yml`, beside the page.
import CMS from "./cms/npm/index.js";

CMS.init();
