"""What publishers call the boxes of a page.

They do not agree on names, but they draw on one small vocabulary. It stands here as data: a mark is
a kind of box, and its phrases are what such boxes are called. A phrase is one or more words of
one name (`author-bio`, `authorBio`, `author_bio` are one name); `*` ends an open word.
"""

from __future__ import annotations

from enum import Enum
from typing import Final


class Mark(Enum):
    """What a box is called."""

    # Members are one of a kind, so where they stand is hash enough; an enum's own is Python code,
    # and marks are looked up in sets for every box of a page.
    __hash__ = object.__hash__

    ADVERT = "advert"
    AUDIO = "audio"
    BIO = "bio"
    BODY = "body"
    BYLINE = "byline"
    CAPTION = "caption"
    COMMENTS = "comments"
    CONSENT = "consent"
    CORRECTION = "correction"
    CREDIT = "credit"
    DIALOG = "dialog"
    EMBED = "embed"
    FACTBOX = "factbox"
    FOOTER = "footer"
    HEADLINE = "headline"
    HIDDEN = "hidden"
    KICKER = "kicker"
    LEGAL = "legal"
    LIVE = "live"
    NAVIGATION = "navigation"
    NEWSLETTER = "newsletter"
    PAYWALL = "paywall"
    PICTURE = "picture"
    PROMO = "promo"
    PUBLISHED = "published"
    QUOTE = "quote"
    RELATED = "related"
    SHARE = "share"
    SIDEBAR = "sidebar"
    STANDFIRST = "standfirst"
    SUMMARY = "summary"
    TAGS = "tags"
    WIDGET = "widget"


PHRASES: Final[dict[Mark, str]] = {
    Mark.ADVERT: """
        ad ads adv advert advert* advertorial adslot adsense dfp gpt sponsor sponsor* banner
        banners google-auto-placed outbrain taboola taboola* outbrain* affiliate affiliate*
        shopping product-card buy-button deals commercial
    """,
    Mark.AUDIO: """
        audio podcast podcasts video-player audio-player jwplayer jw player brightcove listen-to
        read-aloud
    """,
    Mark.BIO: """
        author-bio bio biography about-author author-box author-info author-card
        about-the-author author-description author-profile author-detail author-details
        author-block author-about authorbox abh* saboxplugin* post-author-bio contributor-bio
        writer-bio user-description journalist-bio author-text author-content author-footer
    """,
    Mark.BODY: """
        article-body articlebody article-content article-text story-body storybody story-content
        story-text entry-content post-content post-body post-text blog-content body-content
        article-main main-content-body content-body rich-text richtext body-copy bodycopy
        body-text text-body newsbody news-body news-content news-text td-post-content
        single-content page-content articulo cuerpo artikel article-detail article-page-content
        paywall-content article-paragraphs
    """,
    Mark.BYLINE: """
        byline bylines author authors author-name post-author entry-author dateline-author
        article-author writer reporter contributor contributors post-meta entry-meta
        article-meta meta-author article-info post-info postmeta metadata meta authored-by autor
        autoren verfasser
    """,
    Mark.CAPTION: """
        caption captions caption-text figcaption wp-caption wp-caption-text image-caption
        photo-caption img-caption imagecaption picture-caption media-caption bildunterschrift
        bildtext legende pie-foto piefoto didascalia image-description gallery-caption
        slide-caption cutline
    """,
    Mark.COMMENTS: """
        comment comments commentlist comment-list respond disqus disqus* livefyre fb-comments
        coral hyvor viafoura vf-comments reader-comments kommentare kommentar comentarios
        commentaires commenti leserkommentare responses user-comments discussion forum-comments
        reply-title
    """,
    Mark.CONSENT: """
        cli cookie cookies cookielaw* consent gdpr cmp onetrust onetrust* privacy opt-in
        embed-consent sp-message didomi*
    """,
    Mark.CORRECTION: """
        correction corrections clarification editors-note editor-note editorial-note
    """,
    Mark.CREDIT: """
        credit credits photo-credit image-credit image-copyright photo-copyright
        copyright-holder photographer img-credit image-source photo-source media-credit
        picture-credit image-author photo-by caption-credit bildnachweis image-rights
        figure-credit copyright
    """,
    Mark.DIALOG: """
        modal modals popover popup pop-up overlay lightbox dialog alertdialog drawer toast
        tooltip snackbar
    """,
    Mark.EMBED: """
        twitter-tweet twitter-video tweet tweets twitter-embed instagram-media instagram
        instagram-embed fb-post fb-video tiktok-embed reddit-embed reddit-card bluesky-embed
        embed-twitter embed-instagram embed-facebook embed-youtube imgur-embed telegram-post
    """,
    Mark.FACTBOX: """
        factbox fact-box infobox info-box infokasten faktabox faktaboks faktaruta sidebox
        side-box aside-box zum-thema hintergrund-box textbox callout-box
    """,
    Mark.FOOTER: """
        footer site-footer page-footer article-footer post-footer entry-footer colophon
        bottom-bar story-footer copyright-notice
    """,
    Mark.HEADLINE: """
        headline article-title entry-title post-title story-title page-title article-headline
    """,
    Mark.HIDDEN: """
        hidden hide sr-only visually-hidden visuallyhidden screen-reader screen-reader-text
        screenreader u-hidden is-hidden d-none print-only show-for-sr offscreen
        element-invisible invisible a11y-hidden visible-print only-print visible-print-block
        mw-editsection editsection
    """,
    Mark.KICKER: "kicker overline eyebrow rubric dachzeile topline roofline spitzmarke",
    Mark.LEGAL: """
        copyright-notice legal disclaimer disclosure imprint terms copyright-text rights
    """,
    Mark.LIVE: """
        liveblog live-blog liveticker live-ticker live-post liveblog-post live-update
        live-updates live-feed
    """,
    Mark.NAVIGATION: """
        nav navbar navigation breadcrumb breadcrumbs menu submenu menubar topbar pagination
        pager page-links post-navigation nav-links next-post prev-post previous-post prev-next
        skip-link skiplink toc table-of-contents ez-toc* lwptoc* toolbar tools article-tools
        back-to-top backtotop masthead site-header search searchbox tablist hamburger dropdown
        sitemap
    """,
    Mark.NEWSLETTER: """
        newsletter newsletter* newsletters signup sign-up email-signup subscribe-form
        mailing-list mailchimp mc4wp* optin optin* email-capture nl-signup convertkit*
        subscribe-newsletter mailmunch* subscribe-box inline-newsletter
    """,
    Mark.PAYWALL: """
        paywall subscribe subscription subscriptions piano piano* tp-modal tp-container
        premium-box regwall reg-wall login signin sign-in register registration offers
        subscriber membership donate donation donation* support-us meter contribution* abo-box
        abo-teaser plus-box
    """,
    Mark.PICTURE: "image images img photo photos picture pictures foto bild slideshow gallery",
    Mark.PROMO: """
        promo promos promotion promotional promobox cta call-to-action app-promo download-app
        app-download follow-us followus house-ad crosspromo cross-promo inline-promo upsell
        campaign marketing
    """,
    Mark.PUBLISHED: """
        published publish-date pub-date pubdate timestamp date dates date-published datetime
        post-date entry-date article-date posted-on article-time updated last-updated date-time
        publication-date
    """,
    Mark.QUOTE: "pullquote pull-quote blockquote quote",
    Mark.RELATED: """
        related relatedposts related-posts related-articles related-content related-stories
        related-links yarpp yarpp* jp-relatedposts recommended recommendation recommendations
        recommend recirc recirculation more-stories more-news more-on more-from read-more
        readmore read-next readnext up-next next-up you-may-like also-like also-read see-also
        most-read mostread most-popular mostpopular popular trending latest latestnews
        topstories top-stories teaser teasers teaserlist linkbox link-box linklist link-list
        story-list article-list further-reading read-also lire-aussi leia-tambem leia-mais
        saiba-mais lee-tambien noticias-relacionadas relacionadas relacionados relacionada
        relacionado mehr-zum-thema weiterlesen lesen-sie-auch topic-list in-this-story suggested
        suggestions similar rp4wp* crp-related zergnet revcontent mgid bottom-stories outbrain
        onward articlelink article-link article-teaser story-card card-grid post-grid
        more-articles other-articles other-news othernews relatednews related-news breaking-news
        newslist news-list hot-news
    """,
    Mark.SHARE: """
        share sharing shares sharebar sharedaddy sharethis addthis* addtoany* a2a* social
        socials socialmedia social-media social-share social-links social-icons ssba*
        share-buttons sharebuttons shariff heateor* facebook-share twitter-share post-share
        article-share teilen compartir partager bookmark bookmarks jiathis bdshare* bshare*
        print-button email-button followers follow-buttons
    """,
    Mark.SIDEBAR: """
        sidebar side-bar rail right-rail right-column rightcol sidecol side-column secondary
        complementary aside
    """,
    Mark.STANDFIRST: """
        standfirst stand-first dek deck article-dek subtitle sub-title subhead subheadline
        sub-headline subheading sub-heading article-summary article-intro article-lead
        article-lede article-excerpt article-subtitle article-description article-teaser-text
        post-excerpt post-subtitle entry-summary entry-subtitle story-summary story-intro
        teasertext teaser-text chapeau chapo sottotitolo entradilla bajada volanta-text copete
        subtitulo sub-titulo linha-fina intro lead lede leadtext lead-text lead-in vorspann
        anriss ingress ingres excerpt synopsis page-intro article-header-description
        headline-deck summary-text abstract
    """,
    Mark.SUMMARY: """
        summary key-points keypoints key-takeaways takeaways highlights story-highlights
        article-highlights tldr bullet-points summary-list at-a-glance
    """,
    Mark.TAGS: """
        tag-list tags taglist tag-links post-tags entry-tags article-tags tagcloud tag-cloud
        topics topic-tags keywords filed-under categories category-list cat-links
        post-categories schlagworte stichworte etiquetas temas article-topics tag-container
        tagged
    """,
    Mark.WIDGET: """
        widget widgets poll polls quiz survey calculator stock-ticker weather-widget odds rating
        ratings vote voting slideshow-controls carousel-controls reaction reactions feedback
        helpful notification notifications toast alert-bar printfriendly print
    """,
}
