"""A test-only extractor for yt-dlp: links of the sandbox, answered in yt-dlp's own words.

Found through PYTHONPATH (the folder that holds yt_dlp_plugins). A sandbox link is a loopback /watch page. With
CRATEHAND_SANDBOX_MEDIA set to the media host's address, soundcloud.com, on.soundcloud.com and YouTube links are
answered by the sandbox too, so that no test reaches the real ones.
"""

import os
import re
import urllib.parse

from yt_dlp.extractor.common import InfoExtractor
from yt_dlp.utils import ExtractorError

LIST = r'https?://(?:(?:www\.)?youtube\.com/playlist|(?:www\.|m\.)?soundcloud\.com/[^/]+/(?:likes|sets/))'
PREVIEW = {'format_id': 'http_mp3_1_0_preview', 'preference': -10, 'format_note': 'preview'}


class CratehandSandboxIE(InfoExtractor):
    IE_NAME = 'cratehand:sandbox'
    _VALID_URL = r'(?P<root>https?://(?:127\.0\.0\.1|localhost)(?::\d+)?)/watch\?.*\bv=(?P<id>[\w-]{11})'
    _TESTS = []

    def _real_extract(self, url):
        return self._ask(self._match_valid_url(url).group('root'), url)

    def _ask(self, root, url):
        video_id = urllib.parse.urlparse(url).path.rstrip('/').split('/')[-1]
        told = self._download_json(f'{root}/ytdlp?url={urllib.parse.quote(url, safe="")}', video_id, 'Asking the sandbox')
        video_id = told.get('id') or video_id
        self._raise(told.get('trouble'), video_id)
        return {
            'id': video_id,
            'title': told['title'],
            'uploader': told['uploader'],
            'duration': told['durationSeconds'],
            'webpage_url': told['pageUrl'],
            'formats': [{
                'format_id': 'http_0',
                'url': told['mediaUrl'],
                'ext': told['mediaUrl'].rsplit('.', 1)[-1],
                'vcodec': 'none',
                **(PREVIEW if told.get('isPreview') else {}),
            }],
        }

    def _raise(self, trouble, video_id):
        if trouble == 'geo':
            self.raise_geo_restricted(countries=['US'])
        elif trouble == 'drm':
            self.report_drm(video_id)
        elif trouble == 'login':
            self.raise_login_required()
        elif trouble == 'removed':
            raise ExtractorError('Video unavailable', expected=True)
        elif trouble == 'private':
            raise ExtractorError('Private video. Sign in if you\'ve been granted access to this video', expected=True)
        elif trouble == 'age':
            raise ExtractorError('Sign in to confirm your age. This video may be inappropriate for some users.', expected=True)
        elif trouble == 'bot':
            raise ExtractorError('Sign in to confirm you’re not a bot', expected=True)
        elif trouble == 'none':
            self.raise_no_formats('Requested format is not available', expected=True, video_id=video_id)


class CratehandSandboxElsewhereIE(CratehandSandboxIE):
    IE_NAME = 'cratehand:sandbox:elsewhere'
    _VALID_URL = r'https?://(?:(?:www\.|m\.|music\.)?youtube\.com/watch|youtu\.be/|(?:www\.|m\.|on\.)?soundcloud\.com/)'
    _TESTS = []

    @classmethod
    def suitable(cls, url):
        return bool(os.environ.get('CRATEHAND_SANDBOX_MEDIA')) and not re.match(LIST, url) and super().suitable(url)

    def _real_extract(self, url):
        return self._ask(os.environ['CRATEHAND_SANDBOX_MEDIA'].rstrip('/'), url)


class CratehandSandboxManyIE(InfoExtractor):
    IE_NAME = 'cratehand:sandbox:many'
    _VALID_URL = rf'(?P<site>yt|sc)search(?P<limit>\d+):(?P<q>.+)|(?P<url>{LIST}.*)'
    _TESTS = []

    @classmethod
    def suitable(cls, url):
        return bool(os.environ.get('CRATEHAND_SANDBOX_MEDIA')) and super().suitable(url)

    def _real_extract(self, url):
        asked = {k: v for k, v in self._match_valid_url(url).groupdict().items() if v}
        root = os.environ['CRATEHAND_SANDBOX_MEDIA'].rstrip('/')
        told = self._download_json(
            f'{root}/ytdlp/{"list" if "url" in asked else "search"}?{urllib.parse.urlencode(asked)}', None, 'Asking the sandbox')
        return self.playlist_result(
            [{**self.url_result(e['url']), **e} for e in told['entries']], playlist_id=asked.get('q') or url)
