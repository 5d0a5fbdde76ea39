// What Material's bundle expects to find: where the site begins, and the visitor's settings kept on the device.
{
  const site = new URL("../../", document.currentScript.src);
  const key = (scope, name) => `${scope.pathname}.${name}`;

  window.__md_scope = site;
  window.__md_hash = (text) => [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);
  window.__md_get = (name, storage = localStorage, scope = site) => {
    try {
      return JSON.parse(storage.getItem(key(scope, name)));
    } catch {
      return null; // storage is switched off, or holds something else
    }
  };
  window.__md_set = (name, value, storage = localStorage, scope = site) => {
    try {
      storage.setItem(key(scope, name), JSON.stringify(value));
    } catch {
      // storage is full or switched off: the setting lasts for this page only
    }
  };
}
